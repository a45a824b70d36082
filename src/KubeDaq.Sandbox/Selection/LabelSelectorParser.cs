using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Selection;

/// <summary>Reads the text of a label selector: <c>a=b,c in (d,e),!f</c>.</summary>
internal sealed class LabelSelectorParser
{
    private readonly List<string> _tokens = [];
    private int _at;

    private LabelSelectorParser(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            if (IsSign(text[i]))
                i += i + 1 < text.Length && text[i] is '=' or '!' && text[i + 1] == '=' ? 2 : 1;
            else
                while (i < text.Length && !IsSign(text[i]) && !char.IsWhiteSpace(text[i]))
                    i++;
            _tokens.Add(text[start..i]);
        }
    }

    /// <summary>Reads a selector; an empty text picks everything.</summary>
    /// <exception cref="StatusException">400: it is not a selector.</exception>
    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return LabelSelector.Everything;
        var parser = new LabelSelectorParser(text);
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            if (parser.Peek is not "!" && !IsWord(parser.Peek))
                throw StatusException.BadRequest($"found '{parser.Peek}', expected: !, identifier, or 'end of string'");
            requirements.Add(parser.Requirement());
            if (parser.Peek.Length == 0)
                return new(requirements);
            if (parser.Next() is not "," and var other)
                throw StatusException.BadRequest($"found '{other}', expected: ',' or 'end of string'");
            if (parser.Peek is not "!" && !IsWord(parser.Peek))
                throw StatusException.BadRequest($"found '{parser.Peek}', expected: identifier after ','");
        }
    }

    private string Peek => _at < _tokens.Count ? _tokens[_at] : "";

    private string Next() => _at < _tokens.Count ? _tokens[_at++] : "";

    private static bool IsSign(char c) => c is '=' or '!' or '(' or ')' or ',' or '>' or '<';

    private static bool IsWord(string token) => token.Length > 0 && !IsSign(token[0]);

    private LabelRequirement Requirement()
    {
        if (Peek == "!")
        {
            Next();
            return new(Key(), LabelOperator.DoesNotExist, []);
        }
        var key = Key();
        if (Peek is "" or ",")
            return new(key, LabelOperator.Exists, []);
        return Next() switch
        {
            "=" or "==" => new(key, LabelOperator.In, [Value()]),
            "!=" => new(key, LabelOperator.NotIn, [Value()]),
            ">" => new(key, LabelOperator.GreaterThan, [WholeNumber()]),
            "<" => new(key, LabelOperator.LessThan, [WholeNumber()]),
            "in" => new(key, LabelOperator.In, Values()),
            "notin" => new(key, LabelOperator.NotIn, Values()),
            var other => throw Unparsable($"found '{other}', expected: in, notin, =, ==, !=, gt, lt"),
        };
    }

    private string Key()
    {
        var key = Next();
        if (!IsWord(key))
            throw Unparsable($"found '{key}', expected: identifier");
        foreach (var complaint in Resources.Names.QualifiedName(key))
            throw Unparsable($"<nil>: Invalid value: \"{key}\": {complaint}");
        return key;
    }

    private string Value()
    {
        if (Peek is "" or ",")
            return "";
        var value = Next();
        if (!IsWord(value))
            throw Unparsable($"found '{value}', expected: identifier");
        foreach (var complaint in Resources.Names.LabelValue(value))
            throw Unparsable($"values[0][{value}]: Invalid value: \"{value}\": {complaint}");
        return value;
    }

    private string WholeNumber() =>
        Value() is var value && long.TryParse(value, out _) ? value : throw Unparsable($"values[0]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer");

    private List<string> Values()
    {
        if (Next() is not "(" and var other)
            throw Unparsable($"found '{other}' expected: '('");
        var values = new List<string>();
        while (true)
        {
            values.Add(Peek is ")" or "," ? "" : Value());
            switch (Next())
            {
                case ",":
                    continue;
                case ")":
                    return values;
                case var found:
                    throw Unparsable($"found '{found}', expected: ',' or ')'");
            }
        }
    }

    private static StatusException Unparsable(string why) => StatusException.BadRequest($"unable to parse requirement: {why}");
}
