"""Figures as people write them, and as SVG does."""

from decimal import Decimal

POUNDS = "GBP"
MILLIONS = "GBP million"


def grouped(value: str | Decimal | float) -> str:
    """“46,900”, “28.90”, “−1.5”: as many decimals as it came with."""
    return f"{Decimal(str(value)):,f}".replace("-", "−")


def said(value: str, unit: str) -> str:
    """A figure with its unit: “£458”, “78.4%”, “212”; others keep their unit's words."""
    figure = grouped(value)
    sign, figure = ("−", figure[1:]) if figure.startswith("−") else ("", figure)
    if unit == MILLIONS:
        return f"{sign}£{figure} million"
    if unit == POUNDS or unit.startswith(f"{POUNDS} "):
        return f"{sign}£{figure}{unit.removeprefix(POUNDS)}"
    if unit == "per cent":
        return f"{sign}{figure}%"
    if unit in ("", "count"):
        return f"{sign}{figure}"
    return f"{sign}{figure} {unit}"


def at(number: float) -> str:
    """A length for an attribute of SVG."""
    return f"{number:.1f}".removesuffix(".0").replace("-0.0", "0")
