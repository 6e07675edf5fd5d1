"""`python -m cashier_app`: the same as `cashier-app`."""

import sys
from multiprocessing import freeze_support

from cashier_app.start import main

if __name__ == "__main__":
    # frozen, a server's worker is this program again, told by its arguments that it is one
    freeze_support()
    sys.exit(main())
