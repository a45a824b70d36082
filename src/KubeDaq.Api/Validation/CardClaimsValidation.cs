using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Validation;

/// <summary>Checks what applications ask for of readout cards.</summary>
internal static class CardClaimsValidation
{
    private const int MaxClaims = 64;

    /// <summary>Checks the claims of one application.</summary>
    public static void Check(Application application, string field, FieldErrors errors)
    {
        if (application.Cards.Count > MaxClaims)
            errors.Add($"{field}.cards", $"has {application.Cards.Count} entries, {MaxClaims} are allowed", "take some out");
        for (var i = 0; i < application.Cards.Count && i < MaxClaims; i++)
            Check(application, application.Cards[i], $"{field}.cards[{i}]", errors);
    }

    /// <summary>Checks that no card is asked for twice in the partition.</summary>
    public static void CheckAll(IReadOnlyList<Application> applications, FieldErrors errors)
    {
        if (applications.Sum(application => application.Cards.Count) < 2)
            return;
        var seen = new Dictionary<string, List<(string? Unit, string Field)>>();
        for (var i = 0; i < applications.Count; i++)
        {
            for (var j = 0; j < applications[i].Cards.Count && j < MaxClaims; j++)
            {
                if (applications[i].Cards[j] is { Name: { Length: > 0 } name } claim)
                    CheckTwice(seen, name, claim.Unit, $"spec.applications[{i}].cards[{j}]", errors);
            }
        }
    }

    private static void Check(Application application, CardClaim claim, string field, FieldErrors errors)
    {
        if (claim.Name is null == claim.Selector is null)
        {
            var problem = claim.Name is null ? "names no card" : "has both a name and a selector";
            errors.Add(field, problem, "write either name: CARD or selector: {matchLabels: {KEY: VALUE}}");
        }
        if (claim.Name is not null)
            Names.CheckLabel(claim.Name, $"{field}.name", errors, max: 50);
        if (claim.Name is not null && application.Replicas > 1)
            errors.Add($"{field}.name", $"one card cannot serve {application.Replicas} replicas", "use a selector, or one application for each card");
        if (claim.Selector is { } selector)
            SelectorValidation.Check(selector, $"{field}.selector", errors);
        if (claim.Unit is not null)
            Names.CheckLabel(claim.Unit, $"{field}.unit", errors, max: 12);
    }

    private static void CheckTwice(Dictionary<string, List<(string? Unit, string Field)>> seen, string name, string? unit, string field, FieldErrors errors)
    {
        if (!seen.TryGetValue(name, out var earlier))
            seen[name] = earlier = [];
        var clash = earlier.Find(other => other.Unit is null || unit is null || other.Unit == unit);
        if (clash.Field is not null && clash.Unit == unit)
            errors.Add($"{field}.name", $"{(unit is null ? "" : $"unit {unit} of ")}card {name} is asked for by {clash.Field} too", "take it out of one of them");
        else if (clash.Field is not null)
            errors.Add($"{field}.name", $"card {name} is asked for as a whole and by unit, see {clash.Field}", "ask for units in both, or for the whole card once");
        earlier.Add((unit, field));
    }
}
