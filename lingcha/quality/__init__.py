"""Rules as data: checks that the rule reference, the rule models and the forms say the same before anything is built."""
