"""`python -m negotiation_watch`."""

import sys

from negotiation_watch import main

sys.exit(main())
