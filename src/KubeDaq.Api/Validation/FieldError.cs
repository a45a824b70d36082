namespace KubeDaq.Api.Validation;

/// <summary>One thing wrong with an object.</summary>
/// <param name="Field">The path, <c>spec.applications[0].name</c>.</param>
/// <param name="Problem">What is wrong with the value found there.</param>
/// <param name="Advice">What to write instead.</param>
public sealed record FieldError(string Field, string Problem, string Advice)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Problem}; {Advice}";
}
