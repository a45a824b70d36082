namespace KubeDaq.Api.Validation;

/// <summary>Collects what is wrong with an object, up to a number that somebody can still read.</summary>
internal sealed class FieldErrors
{
    private const int Max = 100;

    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> All => _errors;

    public void Add(string field, string problem, string advice)
    {
        if (_errors.Count < Max)
            _errors.Add(new FieldError(field, problem, advice));
    }
}
