using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Validation;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

/// <summary>
/// Decides what is enforced. Pure: the same look gives the same decision. A policy that is wrong keeps its last good version in force, and a set that is
/// too costly the last good set, but for policies that were deleted: what somebody took away must not live on.
/// </summary>
internal static class HostAccessStep
{
    public static HostAccessDecision Decide(HostAccessView view)
    {
        var lastGood = view.InForce.Policies.DistinctBy(policy => policy.Metadata.Name).ToDictionary(policy => policy.Metadata.Name!);
        var refused = new Dictionary<string, Refused>();
        var chosen = new List<HostAccessPolicy>();
        foreach (var policy in view.Policies.OrderBy(policy => policy.Metadata.Name, StringComparer.Ordinal))
        {
            var last = lastGood.GetValueOrDefault(policy.Metadata.Name!);
            if (HostAccessPolicyValidation.Validate(policy) is not { Count: > 0 } errors)
                chosen.Add(policy);
            else
                refused[policy.Metadata.Name!] = Invalid(errors, last);
            if (refused.ContainsKey(policy.Metadata.Name!) && last is not null)
                chosen.Add(last);
        }

        var compilation = HostAccessCompiler.Compile(chosen, view.Mode, view.Units);
        return compilation.Refusal is null ? Take(compilation, refused) : KeepLastGood(view, compilation, chosen, lastGood, refused);
    }

    private static HostAccessDecision KeepLastGood(
        HostAccessView view, HostAccessCompilation tooCostly, List<HostAccessPolicy> chosen, Dictionary<string, HostAccessPolicy> lastGood, Dictionary<string, Refused> refused)
    {
        var names = string.Join(", ", tooCostly.Refused);
        foreach (var policy in chosen)
        {
            var last = lastGood.GetValueOrDefault(policy.Metadata.Name!);
            if (last?.Metadata.Generation != policy.Metadata.Generation)
                refused.TryAdd(policy.Metadata.Name!, new(Reasons.TooCostly, $"{tooCostly.Refusal} ({names}); {Kept(last)}"));
        }

        var compilation = HostAccessCompiler.Compile([.. chosen.Select(policy => lastGood.GetValueOrDefault(policy.Metadata.Name!)).OfType<HostAccessPolicy>()], view.Mode, view.Units);
        // Somebody may have written more into the annotation than was ever in force: then nothing is granted.
        return Take(compilation.Refusal is null ? compilation : HostAccessCompiler.Compile([], view.Mode, view.Units), refused);
    }

    private static HostAccessDecision Take(HostAccessCompilation compilation, Dictionary<string, Refused> refused) => new()
    {
        Objects = compilation.Objects,
        Set = CompiledSet.Read(compilation.Objects[0]) ?? CompiledSet.Empty,
        Refused = refused,
    };

    private static Refused Invalid(IReadOnlyList<FieldError> errors, HostAccessPolicy? last) =>
        new(Reasons.Invalid, $"{string.Join("; ", errors)}; {Kept(last)}");

    private static string Kept(HostAccessPolicy? last) =>
        last is null ? "nothing of it is in force" : $"its generation {last.Metadata.Generation} stays in force";
}
