"""What a desk should check first, and what an editor should mend."""
