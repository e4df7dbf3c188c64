"""Where each rule stands, how it is set, and what people did about it."""
