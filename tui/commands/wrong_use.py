"""Wrong use in Swedish: what click says about words it does not understand."""

import click

from tui.commands.tree import HELP_NAMES, HERE, PROMPT, WrongUse, echoed, nearest

_GLOBAL = {"--as", "--config", "--som"}
_NOT_HERE = "{} finns bara på servern; här är det nyckeln som säger vem du är."


def in_swedish(error: click.UsageError, context: click.Context) -> str:
    """What was wrong, and where the command is explained."""
    at = error.ctx or context
    if at.find_root().info_name == PROMPT:
        # One sentence and no more: hjälp is a word away.
        return f"{_sentence(error, at)[:-1]}: {_usage(at)}" if _lacks_words(error) else _sentence(error, at)
    if at.parent is None:
        return f"{_sentence(error, at)}\nAlla kommandon: {at.command_path} hjälp"
    return f"{_sentence(error, at)}\nSå används det: {at.command_path} {HELP_NAMES[0]}"


def _lacks_words(error: click.UsageError) -> bool:
    return isinstance(error, click.MissingParameter)


def _usage(context: click.Context) -> str:
    """A command with what stands after it, but for its options."""
    pieces = context.command.collect_usage_pieces(context)
    return " ".join([context.command_path, *pieces[1:]])


def _sentence(error: click.UsageError, context: click.Context) -> str:
    match error:
        case WrongUse():
            return error.message
        case click.NoSuchOption():
            return _no_such_option(error.option_name, context)
        case click.BadOptionUsage():
            return _bad_option(error.option_name, context)
        case click.MissingParameter():
            return f"{_shown(error.param, context)} saknas."
        case click.BadParameter():
            return f"{_shown(error.param, context)} går inte att använda som det står."
    return "De orden går inte att förstå."


def _names(context: click.Context) -> list[str]:
    """The options' Swedish names, without the dashes, which are no likeness."""
    params = context.command.get_params(context)
    swedish = [param.opts[0] for param in params if isinstance(param, click.Option)]
    return [name.removeprefix("--") for name in swedish if name.startswith("--")]


def _no_such_option(name: str, context: click.Context) -> str:
    if name in _GLOBAL:
        here = context.find_root().info_name == HERE
        return f"{name} står före kommandot: {HERE} {name} …" if here else _NOT_HERE.format(name)
    near = nearest(name.removeprefix("--"), _names(context))
    meant = f" Menade du --{near}?" if near else ""
    return f"Det finns inget val {echoed(name)}.{meant}"


def _bad_option(name: str, context: click.Context) -> str:
    for param in context.command.get_params(context):
        if isinstance(param, click.Option) and param.is_flag and name in param.opts:
            return f"Valet {name} tar inget värde."
    return f"Valet {echoed(name)} behöver ett värde efter sig."


def _shown(param: click.Parameter | None, context: click.Context) -> str:
    if param is None:
        return "Något"
    if isinstance(param, click.Option):
        return f"Valet {param.opts[0]}"
    return param.make_metavar(context).strip("[].…")
