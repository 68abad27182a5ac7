"""``python -m jiqun``."""

from jiqun.cli import main

if __name__ == "__main__":
    main()
