"""From a pasted text to a plan: the field, and the preview where it is put right before it is saved."""
