"""The thread that keeps a till and its server in step, and the one that asks while a buyer waits."""
