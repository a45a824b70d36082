using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources.Cel;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Identity.People;

/// <summary>An expression of the configuration, tried once when it is read so that what is not understood is told at start and not at a sign-in.</summary>
internal sealed class CelText
{
    private static readonly JsonObject Nobody = [];
    private readonly Func<CelScope, object?> _expression;

    /// <summary>Reads it.</summary>
    /// <exception cref="CelException">It uses a part of CEL that is not built here.</exception>
    public CelText(string text, string place)
    {
        try
        {
            _expression = CelParser.Parse(text);
            Try(_expression);
        }
        catch (CelException error)
        {
            throw new CelException($"{place}: the sandbox cannot evaluate \"{text}\": {error.Message}; 'kubedaq auth generate' writes expressions that it can", true);
        }
    }

    /// <summary>The expression of a mapping, which may also name a claim and a prefix.</summary>
    public static CelText? Of(JsonObject? mapping, string place) => (mapping?.Text("expression"), mapping?.Text("claim")) switch
    {
        ({ Length: > 0 } expression, _) => new(expression, place),
        (_, { Length: > 0 } claim) => throw new CelException($"{place}: the sandbox takes an expression, not the claim \"{claim}\"; 'kubedaq auth generate' writes them", true),
        _ => null,
    };

    /// <summary>Its value.</summary>
    public object? Evaluate(CelScope scope) => _expression(scope);

    private static void Try(Func<CelScope, object?> expression)
    {
        try
        {
            expression(new("claims", Nobody, new("user", new JsonObject { ["username"] = "", ["groups"] = new JsonArray() }, null)));
        }
        catch (CelException error) when (!error.IsUnsupported)
        {
            // It has no value for a token without claims, which is no fault of it.
        }
    }
}
