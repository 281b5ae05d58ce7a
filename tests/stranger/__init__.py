"""A careless person at the real window: clicks, types, turns the wheel, quits, is killed, and starts again.

`python -m tests.stranger STORE --seconds N --seed S [--size 1366x768]` drives the program on a virtual screen of its
own and holds `tests.stranger.rules` after every act. The same seed does the same acts. It prints the last 30 acts and
the fault, and exits with 1 on one. `STORE` is changed: give it a copy.
"""
