using System.Text;

namespace KubeDaq.Sandbox.CustomResources.Cel;

/// <summary>What a piece of an expression is.</summary>
internal enum CelTokenKind
{
    /// <summary>A name.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>An operator or bracket.</summary>
    Sign,

    /// <summary>Nothing more.</summary>
    End,
}

/// <summary>A piece of an expression.</summary>
internal readonly record struct CelToken(CelTokenKind Kind, string Text);

/// <summary>Cuts an expression into pieces.</summary>
internal static class CelLexer
{
    private static readonly string[] Pairs = ["&&", "||", "==", "!=", "<=", ">="];

    /// <summary>The pieces, ended by an End.</summary>
    /// <exception cref="CelException">There is something that is no piece.</exception>
    public static List<CelToken> Cut(string text)
    {
        var tokens = new List<CelToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else
                tokens.Add(Next(text, ref at));
        }
        tokens.Add(new(CelTokenKind.End, ""));
        return tokens;
    }

    private static CelToken Next(string text, ref int at)
    {
        var start = at;
        var first = text[at];
        if (char.IsAsciiLetter(first) || first == '_')
            return new(CelTokenKind.Name, While(text, ref at, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'));
        if (char.IsAsciiDigit(first))
            return new(CelTokenKind.Number, While(text, ref at, letter => char.IsAsciiDigit(letter) || letter == '.'));
        if (first is '\'' or '"')
            return new(CelTokenKind.Text, Quoted(text, ref at));
        at += Pairs.Contains(text.Substring(at, Math.Min(2, text.Length - at))) ? 2 : 1;
        return new(CelTokenKind.Sign, text[start..at]);
    }

    private static string While(string text, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at]))
            at++;
        return text[start..at];
    }

    private static string Quoted(string text, ref int at)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                value.Append(text[++at] switch { 'n' => '\n', 't' => '\t', var other => other });
            else
                value.Append(text[at]);
        }
        at++;
        return value.ToString();
    }
}

/// <summary>An expression that is not understood here, or that has no value for this object.</summary>
internal sealed class CelException(string message, bool isUnsupported = false) : Exception(message)
{
    /// <summary>Whether it uses a part of CEL that is not built here.</summary>
    public bool IsUnsupported { get; } = isUnsupported;
}
