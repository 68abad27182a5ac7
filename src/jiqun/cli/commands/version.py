"""``jiqun version``: the versions of the program and of the data, as ``--version`` tells them."""

from jiqun.cli.options import GlobalOptions
from jiqun.cli.streams import put


def run(options: GlobalOptions) -> None:
    """显示程序与数据的版本，和能读的从前各版数据。

    例：
    jiqun version    程序与数据的版本
    jiqun version --data 我的.yaml    叠加自己的数据后的版本
    jiqun version --script hant    用繁体
    """
    from jiqun import __version__
    from jiqun.cli.resolving import open_base
    from jiqun.loading import history, load

    put(f"jiqun {__version__}，数据版本 {open_base(options).meta.version}\n")
    present = load().meta.version
    if earlier := [one for one in history.known(present) if one != present]:
        put(f"从前的数据版本 {'、'.join(earlier)}，用 --data-version 看\n")
