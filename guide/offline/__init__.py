"""What readers take with them to where there is no network: see docs/offline.md."""
