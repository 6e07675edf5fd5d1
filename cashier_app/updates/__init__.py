"""Newer versions of the program: signed, fetched while nobody needs the till, put in between shifts, taken back alone.

What a source of updates is trusted with: nothing.  It may withhold; whatever it gives is held against a signature.

The contract between the program that was installed and the versions it starts, which may be years apart:

* `launching` starts the entry of a version with the same arguments and `CASHIERAPP_LAUNCHED=<version>`;
* a version on trial also finds `CASHIERAPP_TRIAL=<token>` and `CASHIERAPP_TRIAL_FILE=<file>`: once somebody can log in
  and scan it writes the token into that file (`trial.passed`), and if it sees that it cannot, `failed` and why;
* the exit code `RESTART` asks to be started anew, as whatever version is in force then.
"""
