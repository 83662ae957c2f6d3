"""Print the completion script of a shell: bash, zsh or fish. Put it where the shell looks, or eval it."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(arguments: argparse.Namespace) -> int:
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell](_options()))
    return 0


def _options() -> dict[str, list[str]]:
    """Every verb's long options."""
    from tui.command_line import VERBS, parser

    return {
        verb: sorted(
            option for action in parser(verb)._actions for option in action.option_strings if option.startswith("--")
        )
        for verb in VERBS
    }


def _bash(options: dict[str, list[str]]) -> str:
    cases = "\n".join(f'    {verb}) words="{" ".join(of_verb)}" ;;' for verb, of_verb in options.items())
    return f"""_diptych() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="{" ".join(options)} --help --version --library"; fi
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}}
complete -o filenames -F _diptych diptych"""


def _zsh(options: dict[str, list[str]]) -> str:
    from tui.command_line import VERBS

    verbs = "\n".join(f"    '{verb}:{_plain(does)}'" for verb, does in VERBS.items())
    cases = "\n".join(f"    {verb}) compadd -- {' '.join(of_verb)} ;;" for verb, of_verb in options.items())
    return f"""#compdef diptych
_diptych() {{
  local -a verbs=(
{verbs}
  )
  if (( CURRENT == 2 )); then _describe verb verbs; _files; return; fi
  case "$words[2]" in
{cases}
  esac
  _files
}}
compdef _diptych diptych"""


def _fish(options: dict[str, list[str]]) -> str:
    from tui.command_line import VERBS

    lines = [f"complete -c diptych -n __fish_use_subcommand -a {verb} -d '{_plain(VERBS[verb])}'" for verb in options]
    for verb, of_verb in options.items():
        lines += [f"complete -c diptych -n '__fish_seen_subcommand_from {verb}' -l {name[2:]}" for name in of_verb]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return text.replace("'", "").replace(":", ",")
