"""What leaders and statisticians type: counts of other systems, and targets."""
