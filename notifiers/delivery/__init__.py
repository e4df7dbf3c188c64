"""The only way out: route > audience > quiet hours > silence > dedup > claim > send > record.

`policy` holds the stages that judge a notice, `pipeline` writes down what passes them, `decisions` what people decide
about what waits, `sender` claims, sends and records. No other module writes the outbox; import-linter holds it.
"""
