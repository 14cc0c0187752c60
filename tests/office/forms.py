"""A form with every kind of field, for the tests of how fields are drawn."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from office.fields import ApproximateDateField, DateField, Hinted


class Everything(forms.Form):
    """One of each."""

    title = forms.CharField(
        label="Title",
        help_text="A short title",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "true"}),
        error_messages={"required": "Enter a title"},
    )
    email = forms.EmailField(label="E-mail", required=False)
    count = forms.IntegerField(label="How many", required=False)
    cost = forms.DecimalField(
        label="Cost", required=False, widget=forms.NumberInput(attrs={"prefix": "£"})
    )
    body = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"data-editor": "markdown"}),
        error_messages={"required": "Enter the text"},
    )
    summary = forms.CharField(
        label="Summary",
        required=False,
        widget=forms.Textarea(attrs={"maxwords": 200, "rows": 3, "threshold": 75}),
    )
    part = forms.CharField(
        label="Part",
        required=False,
        widget=forms.Textarea(attrs={"suggested": 1500}),
    )
    found = forms.ChoiceField(
        label="What we found",
        help_text="Choose one",
        choices=[
            ("shown", Hinted("Shown", hint="The text says it")),
            ("more", "More needed"),
        ],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Say what you found"},
    )
    themes = forms.MultipleChoiceField(
        label="Foundations",
        choices=[("ideas", "Ideas"), ("people", "People"), ("places", "Places")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose a foundation"},
    )
    sure = forms.BooleanField(
        label="I am sure",
        help_text="This cannot be undone",
        error_messages={"required": "Say that you are sure"},
    )
    region = forms.ChoiceField(
        label="Region",
        choices=[("", "---------"), ("n", "North"), ("s", "South")],
        error_messages={"required": "Choose a region"},
    )
    due_on = DateField(label="When it is due", help_text="For example, 31 3 2019")
    target = ApproximateDateField(label="Target", required=False)
    paper = forms.FileField(
        label="Board paper", error_messages={"required": "Choose a file"}
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter your password"},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class LaidOut(forms.Form):
    """A form with a helper's layout."""

    name = forms.CharField(label="Name")
    age = forms.IntegerField(label="Age")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            Fieldset("About you", "name", "age"),
            Submit("save", "Save and go on"),
            Submit("later", "Later", css_class="govuk-button--secondary"),
        )
