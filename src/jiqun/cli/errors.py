"""Errors for people: one line in Chinese that says what was wrong and what to type next."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can mend; the message says how. ``exit_code`` is 1, 2 or 3."""

    def __init__(self, message: str, exit_code: int) -> None:
        """Keep the line for stderr and the exit code."""
        super().__init__(message)
        self.exit_code = exit_code


def explain_usage(error: Exception, command: str) -> str:
    """Return what a usage error of the command-line library means, in Chinese.

    The library's error classes are private, so they are told apart by name; one that is not
    known is passed on in its own words.
    """
    where = f"jiqun {command} --help" if command else "jiqun --help"
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        return ""
    option = getattr(error, "option_name", None)
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        hint = f"，是不是 {'、'.join(near)}？" if near else "，"
        return f"没有“{option}”这个选项{hint}可用的选项见 {where}"
    if name == "BadOptionUsage":
        return f"选项“{option}”后面要有一个值，用法见 {where}"
    if name == "MissingParameter":
        parameter = getattr(error, "param", None)
        metavar = getattr(parameter, "human_readable_name", "") if parameter else ""
        return f"还缺少 {metavar}，用法见 {where}"
    if name == "BadParameter":
        parameter = getattr(error, "param", None)
        names = "/".join(getattr(parameter, "opts", []) or [])
        return f"{names} 的值不对，应是 0 或更大的整数，用法见 {where}"
    if "unexpected extra argument" in str(error) or "extra argument" in _said(error):
        return f"后面多了一个词，这个命令不要名称；想查就用 jiqun search，用法见 {where}"
    return f"用法不对（{_said(error)}），用法见 {where}"


def _said(error: Exception) -> str:
    format_message = getattr(error, "format_message", None)
    return str(format_message() if format_message else error)
