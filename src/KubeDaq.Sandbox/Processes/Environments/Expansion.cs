using System.Text;

namespace KubeDaq.Sandbox.Processes.Environments;

/// <summary>Puts values of variables in the place of <c>$(NAME)</c>; <c>$$(NAME)</c> stands for itself.</summary>
internal static class Expansion
{
    /// <summary>Expands a text; a name without value stays as it is written.</summary>
    public static string Expand(string text, Func<string, string?> value)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$' || at + 1 == text.Length)
            {
                result.Append(text[at]);
                continue;
            }
            at++;
            var end = text[at] == '(' ? text.IndexOf(')', at) : -1;
            if (text[at] == '$')
            {
                result.Append('$');
            }
            else if (end < 0)
            {
                result.Append('$').Append(text[at]);
            }
            else
            {
                var name = text[(at + 1)..end];
                result.Append(value(name) ?? $"$({name})");
                at = end;
            }
        }
        return result.ToString();
    }
}
