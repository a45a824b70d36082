using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Reading;

/// <summary>What was read from a text.</summary>
/// <param name="Objects">The objects, in the order of the text; only those that are right.</param>
/// <param name="Errors">All that is wrong, by line.</param>
public sealed record ManifestReading(IReadOnlyList<KubeObject> Objects, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Errors.Count == 0;
}
