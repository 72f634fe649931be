"""Rules as data: reference, models and forms must say the same before anything is built."""
