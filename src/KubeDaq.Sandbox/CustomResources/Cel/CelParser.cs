using System.Globalization;

namespace KubeDaq.Sandbox.CustomResources.Cel;

/// <summary>The names that an expression can use, and their values.</summary>
internal sealed record CelScope(string Name, object? Value, CelScope? Outer)
{
    /// <summary>The value of a name.</summary>
    public object? Find(string name) => name == Name ? Value : Outer is null ? throw new CelException($"undeclared reference to '{name}'", true) : Outer.Find(name);
}

/// <summary>
/// Reads the part of CEL that validation rules mostly use: fields, comparison, logic, arithmetic, has, size, in, the text functions and the
/// macros all, exists, exists_one, filter and map.
/// </summary>
internal sealed class CelParser
{
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"]];

    private readonly List<CelToken> _tokens;
    private int _at;

    private CelParser(string text) => _tokens = CelLexer.Cut(text);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="CelException">It is not of the part that is understood.</exception>
    public static Func<CelScope, object?> Parse(string text)
    {
        var parser = new CelParser(text);
        var expression = parser.Ternary();
        return parser.Peek.Kind == CelTokenKind.End ? expression : throw Unsupported(parser.Peek.Text);
    }

    private CelToken Peek => _tokens[_at];

    private static CelException Unsupported(string what) => new($"not understood: {what}", true);

    private bool Take(string text)
    {
        if (Peek.Text != text || Peek.Kind == CelTokenKind.Text)
            return false;
        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
            throw Unsupported(Peek.Text);
    }

    private Func<CelScope, object?> Ternary()
    {
        var condition = Binary(0);
        if (!Take("?"))
            return condition;
        var yes = Ternary();
        Expect(":");
        var no = Ternary();
        return scope => CelValues.True(condition(scope)) ? yes(scope) : no(scope);
    }

    private Func<CelScope, object?> Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();
        var left = Binary(level + 1);
        while (Peek.Kind != CelTokenKind.Text && Levels[level].Contains(Peek.Text))
        {
            var sign = _tokens[_at++].Text;
            var (first, second) = (left, Binary(level + 1));
            left = sign switch
            {
                "||" => scope => CelValues.Either(() => first(scope), () => second(scope), wanted: true),
                "&&" => scope => CelValues.Either(() => first(scope), () => second(scope), wanted: false),
                _ => scope => CelValues.Combine(sign, first(scope), second(scope)),
            };
        }
        return left;
    }

    private Func<CelScope, object?> Unary()
    {
        if (Take("!"))
        {
            var inner = Unary();
            return scope => !CelValues.True(inner(scope));
        }
        if (Take("-"))
        {
            var inner = Unary();
            return scope => CelValues.Combine("-", 0m, inner(scope));
        }
        return Members(Primary());
    }

    private Func<CelScope, object?> Primary()
    {
        var token = _tokens[_at++];
        switch (token.Kind)
        {
            case CelTokenKind.Number:
                var number = decimal.Parse(token.Text, CultureInfo.InvariantCulture);
                return _ => number;
            case CelTokenKind.Text:
                return _ => token.Text;
            case CelTokenKind.Name:
                return Name(token.Text);
        }
        if (token.Text == "[")
        {
            var items = List("]");
            return scope => items.Select(item => item(scope)).ToList();
        }
        if (token.Text != "(")
            throw Unsupported(token.Text);
        var inner = Ternary();
        Expect(")");
        return inner;
    }

    private Func<CelScope, object?> Name(string name)
    {
        switch (name)
        {
            case "true" or "false":
                return _ => name == "true";
            case "null":
                return _ => null;
            case "has" when Take("("):
                return Has();
            case "size" or "string" or "int" or "double" when Take("("):
                var argument = Ternary();
                Expect(")");
                return scope => CelValues.Call(argument(scope), name, []);
            default:
                return Peek.Text == "(" ? throw Unsupported(name) : scope => scope.Find(name);
        }
    }

    private Func<CelScope, object?> Has()
    {
        var owner = Primary();
        var field = "";
        while (Take("."))
        {
            if (field.Length > 0)
            {
                var (outer, step) = (owner, field);
                owner = scope => CelValues.Field(outer(scope), step);
            }
            field = _tokens[_at++].Text;
        }
        Expect(")");
        return scope => CelValues.HasField(owner(scope), field);
    }

    private Func<CelScope, object?> Members(Func<CelScope, object?> owner)
    {
        while (true)
        {
            var target = owner;
            if (Take("["))
                owner = Index(target);
            else if (Take("."))
            {
                var optional = Take("?");
                var name = _tokens[_at++].Text;
                if (optional)
                {
                    owner = scope => CelOptional.Select(target(scope), name);
                    continue;
                }
                owner = Take("(") ? Call(target, name) : scope => CelValues.Field(target(scope), name);
            }
            else
                return owner;
        }
    }

    private Func<CelScope, object?> Index(Func<CelScope, object?> target)
    {
        var optional = Take("?");
        var index = Ternary();
        Expect("]");
        return optional ? scope => CelOptional.Select(target(scope), index(scope)) : scope => CelValues.Index(target(scope), index(scope));
    }

    private Func<CelScope, object?> Call(Func<CelScope, object?> target, string name)
    {
        if (CelMacros.Has(name) && Peek.Kind == CelTokenKind.Name && _tokens[_at + 1].Text == ",")
        {
            var variable = _tokens[_at].Text;
            _at += 2;
            var body = Ternary();
            Expect(")");
            return scope => CelMacros.Run(name, target(scope), item => body(new(variable, item, scope)));
        }
        if (!CelValues.Knows(name))
            throw Unsupported(name);
        var arguments = List(")");
        return scope => CelValues.Call(target(scope), name, [.. arguments.Select(argument => argument(scope))]);
    }

    private List<Func<CelScope, object?>> List(string end)
    {
        var items = new List<Func<CelScope, object?>>();
        while (!Take(end))
        {
            items.Add(Ternary());
            if (Peek.Text != end)
                Expect(",");
        }
        return items;
    }
}
