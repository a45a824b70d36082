namespace KubeDaq.Cli.Verbs;

/// <summary>The scripts ask the command itself: <c>kubedaq "[suggest:POSITION]" "LINE"</c> prints what may stand there.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = """
            # kubedaq: completion for bash
            _kubedaq() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
              [[ ${#COMPREPLY[@]} != 0 ]] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _kubedaq kubedaq

            """,
        ["zsh"] = """
            #compdef kubedaq
            _kubedaq() {
              local -a found
              found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)}")
              compadd -- $found || _files
            }
            compdef _kubedaq kubedaq

            """,
        ["fish"] = """
            # kubedaq: completion for fish
            complete -c kubedaq -a '(kubedaq "[suggest:"(commandline -C)"]" (commandline -p) 2> /dev/null)'

            """,
    };
}
