"""Mail to customers over SMTP: composing a letter, and handing it to the mail server. No other part speaks SMTP."""
