namespace KubeDaq.Api.Tests.Reading;

/// <summary>Changes a text as a tired person, a bad editor or a broken disk would.</summary>
internal static class TextMutations
{
    private static readonly string[] _pieces =
        ["\t", "\n", ":", "- ", "  ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "!!int ", "<<: ", "|", ">", "#", "---\n", "...\n", "\0", "\uFEFF", "\uD800", "é", "9999999999999999999999", "~", "%", "@", "`", "? ", "null", "-1"];

    public static string Apply(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
            text = Once(text, random);
        return text;
    }

    private static string Once(string text, Random random)
    {
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 30), text.Length - at);
        return random.Next(7) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, _pieces[random.Next(_pieces.Length)]),
            2 => text.Insert(at, text.Substring(at, length)),
            3 => text[..at],
            4 => text.Remove(at, 1).Insert(at, ((char)random.Next(1, 300)).ToString()),
            5 => SwapLines(text, random),
            _ => text.Insert(random.Next(text.Length), text.Substring(at, length)),
        };
    }

    private static string SwapLines(string text, Random random)
    {
        var lines = text.Split('\n');
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join('\n', lines);
    }
}
