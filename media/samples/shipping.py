"""Shipping costs. Select one of the questions below and run TokenSkip: Solve and Insert."""

# A parcel of 3.4 kg costs 4.99 for the first kilogram and 1.20 for each further kilogram or part
# of one. What does it cost?
PARCEL_COST = 0.0

# A truck holds 33 pallets, and a pallet holds 48 boxes. How many trucks do 5,000 boxes need?
TRUCKS = 0


def volumetric_weight(length_cm: float, width_cm: float, height_cm: float) -> float:
    """Kilograms that a carrier charges for a box of this size."""
    # A box of 60 cm x 40 cm x 30 cm: what is its volume in cm^3, divided by 5000?
    return length_cm * width_cm * height_cm / 5000
