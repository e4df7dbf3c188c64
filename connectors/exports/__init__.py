"""CSV files exported by hand from Google Ads, Meta Ads Manager, or made elsewhere."""

from connectors.exports.problems import Code, Problem
from connectors.exports.reader import Export, Preview, read

__all__ = ["Code", "Export", "Preview", "Problem", "read"]
