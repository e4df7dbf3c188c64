"""What is watched for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('alert',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('client_key', sa.String(), nullable=False),
    sa.Column('campaign_key', sa.String(), nullable=True),
    sa.Column('account', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('trouble', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('episode', sa.Integer(), nullable=False),
    sa.Column('condition', sa.String(), nullable=False),
    sa.Column('state', sa.JSON(), nullable=False),
    sa.Column('handling', sa.JSON(), nullable=False),
    sa.Column('finding', sa.JSON(), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('delivery', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('stale', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account'], ['source_account.id'], name=op.f('fk_alert_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_alert_campaign_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['client_key'], ['client.key'], name=op.f('fk_alert_client_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['delivery'], ['delivery.id'], name=op.f('fk_alert_delivery'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert')),
    sa.UniqueConstraint('subject', 'rule', name=op.f('uq_alert_subject_rule'))
    )
    op.create_index(op.f('ix_alert_account'), 'alert', ['account'], unique=False)
    op.create_index(op.f('ix_alert_campaign_key'), 'alert', ['campaign_key'], unique=False)
    op.create_index(op.f('ix_alert_client_key'), 'alert', ['client_key'], unique=False)
    op.create_index(op.f('ix_alert_condition'), 'alert', ['condition'], unique=False)
    op.create_index(op.f('ix_alert_delivery'), 'alert', ['delivery'], unique=False)
    op.create_table('alert_look',
    sa.Column('campaign_key', sa.String(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signal', sa.String(), nullable=False),
    sa.Column('probability', sa.Float(), nullable=True),
    sa.Column('value', sa.String(40), nullable=True),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_alert_look_campaign_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('campaign_key', 'rule', 'day', name=op.f('pk_alert_look'))
    )
    op.create_table('alert_rule',
    sa.Column('campaign_key', sa.String(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('kpi', sa.String(), nullable=True),
    sa.Column('comparator', sa.String(), nullable=True),
    sa.Column('target', sa.String(40), nullable=True),
    sa.Column('currency', sa.String(), nullable=True),
    sa.Column('looser', sa.Integer(), nullable=False),
    sa.Column('min_results', sa.Integer(), nullable=True),
    sa.Column('for_days', sa.Integer(), nullable=True),
    sa.Column('muted', sa.Boolean(), nullable=False),
    sa.Column('muted_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_alert_rule_campaign_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('campaign_key', 'rule', name=op.f('pk_alert_rule'))
    )
    op.create_table('planned_window',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('client_key', sa.String(), nullable=False),
    sa.Column('campaign_key', sa.String(), nullable=True),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_planned_window_campaign_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['client_key'], ['client.key'], name=op.f('fk_planned_window_client_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_window'))
    )
    op.create_index(op.f('ix_planned_window_campaign_key'), 'planned_window', ['campaign_key'], unique=False)
    op.create_index(op.f('ix_planned_window_client_key'), 'planned_window', ['client_key'], unique=False)
    op.create_table('action_log',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('client_key', sa.String(), nullable=False),
    sa.Column('campaign_key', sa.String(), nullable=True),
    sa.Column('alert', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('episode', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('check_on', sa.Date(), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['alert'], ['alert.id'], name=op.f('fk_action_log_alert'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['campaign_key'], ['campaign.key'], name=op.f('fk_action_log_campaign_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['client_key'], ['client.key'], name=op.f('fk_action_log_client_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_log'))
    )
    op.create_index(op.f('ix_action_log_alert'), 'action_log', ['alert'], unique=False)
    op.create_index(op.f('ix_action_log_campaign_key'), 'action_log', ['campaign_key'], unique=False)
    op.create_index(op.f('ix_action_log_check_on'), 'action_log', ['check_on'], unique=False)
    op.create_index(op.f('ix_action_log_client_key'), 'action_log', ['client_key'], unique=False)
    op.create_table('alert_transition',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('alert', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('episode', sa.Integer(), nullable=False),
    sa.Column('old', sa.String(), nullable=False),
    sa.Column('new', sa.String(), nullable=False),
    sa.Column('change', sa.String(), nullable=False),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('tier', sa.String(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['alert'], ['alert.id'], name=op.f('fk_alert_transition_alert'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert_transition'))
    )
    op.create_index(op.f('ix_alert_transition_alert'), 'alert_transition', ['alert'], unique=False)
    op.create_table('attention',
    sa.Column('user', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('alert', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('episode', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['alert'], ['alert.id'], name=op.f('fk_attention_alert'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user', 'day', 'alert', 'episode', name=op.f('pk_attention'))
    )
    op.create_table('not_useful',
    sa.Column('alert', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('episode', sa.Integer(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['alert'], ['alert.id'], name=op.f('fk_not_useful_alert'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('alert', 'episode', 'actor', name=op.f('pk_not_useful'))
    )
    op.create_index(op.f('ix_delivery_kind'), 'delivery', ['kind'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_delivery_kind'), table_name='delivery')
    op.drop_table('not_useful')
    op.drop_table('attention')
    op.drop_index(op.f('ix_alert_transition_alert'), table_name='alert_transition')
    op.drop_table('alert_transition')
    op.drop_index(op.f('ix_action_log_client_key'), table_name='action_log')
    op.drop_index(op.f('ix_action_log_check_on'), table_name='action_log')
    op.drop_index(op.f('ix_action_log_campaign_key'), table_name='action_log')
    op.drop_index(op.f('ix_action_log_alert'), table_name='action_log')
    op.drop_table('action_log')
    op.drop_index(op.f('ix_planned_window_client_key'), table_name='planned_window')
    op.drop_index(op.f('ix_planned_window_campaign_key'), table_name='planned_window')
    op.drop_table('planned_window')
    op.drop_table('alert_rule')
    op.drop_table('alert_look')
    op.drop_index(op.f('ix_alert_delivery'), table_name='alert')
    op.drop_index(op.f('ix_alert_condition'), table_name='alert')
    op.drop_index(op.f('ix_alert_client_key'), table_name='alert')
    op.drop_index(op.f('ix_alert_campaign_key'), table_name='alert')
    op.drop_index(op.f('ix_alert_account'), table_name='alert')
    op.drop_table('alert')
