"""Translates botocore's service descriptions into Smithy 2.0 JSON AST files without prose."""
