"""What becomes of a file of figures that was handed in.

What people decide in between is in evidence.imports. Only a worker loads `work`, which
takes the next step with an import, and `workbook`: they bring openpyxl along.
"""
