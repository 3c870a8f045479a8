"""The page on which a customer answers: an ASGI application of its own, beside whatever else is served."""
