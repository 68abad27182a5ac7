"""The classes of the Click inside Typer that have no public name there, each named once."""

from typer._click.core import Command as Command
from typer._click.core import Context as Context
from typer._click.core import Parameter as Parameter
from typer._click.exceptions import BadOptionUsage as BadOptionUsage
from typer._click.exceptions import BadParameter as BadParameter
from typer._click.exceptions import MissingParameter as MissingParameter
from typer._click.exceptions import NoSuchOption as NoSuchOption
from typer._click.exceptions import UsageError as UsageError
from typer._click.types import FloatParamType as FloatParamType
from typer._click.types import FloatRange as FloatRange
from typer._click.types import IntParamType as IntParamType
from typer._click.types import IntRange as IntRange
