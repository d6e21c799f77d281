"""`python -m foglift` is the command `foglift`."""

from foglift.cli import main

if __name__ == "__main__":  # a worker process imports this file too
    main()
