"""The domain: records, rules, and reading documents. Knows no screen and no SSH."""
