"""A built-in newsroom on the loopback interface: fictional outlets, real protocol."""
