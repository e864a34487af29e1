"""An embedded Bot API and a chat page. Knows the Bot API and nothing of the news."""
