"""`python -m cashier_app`: the same as `cashier-app`."""

import sys

from cashier_app.start import main

sys.exit(main())
