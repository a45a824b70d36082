using KubeDaq.Api.HostAccess.Granting;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>
/// The matchCondition by which most pods go by: those that take nothing, and those whose account may use one of the first two policies that fit. The API server evaluates
/// the message of a validation for every pod that it is asked about, denied or not, and turns all that an expression sees into its own values three times. Who is not
/// admitted here is judged by the validation, which knows all ways in.
/// </summary>
internal static class QuickAdmission
{
    private const int Checks = 2;

    /// <summary>Whether the pod is still to be judged.</summary>
    /// <param name="ranked">The policies.</param>
    /// <param name="classes">What they tell apart.</param>
    /// <param name="room">What the expression may cost, in the API server's unit.</param>
    public static string Condition(IReadOnlyList<RankedPolicy> ranked, NeedClasses classes, long room)
    {
        var pod = PodTerms.WrittenOut;
        var taken = PodCel.Taken(pod.Held);
        var checks = (int)Math.Clamp(room / HostAccessCost.Check, 0, Checks);
        if (ranked.Count == 0 || checks == 0)
            return $"{taken}.size() > 0";
        var admitted = string.Join(" || ", Enumerable.Range(1, checks).Select(i => $"(f.size() > {i} && {PolicyCel.MayUse("hostaccesspolicies", $"f[{i}]", pod)})"));
        // A loop over one item gives it a name.
        return $"[{taken}].exists(t, t.size() > 0 && ![{PodCel.Classes(pod.Taken, classes)}].exists(c, "
            + $"[{PolicyCel.Fitting(ranked, classes, pod)}.split({Cel.Text(PolicyCel.Comma)})].exists(f, {admitted})))";
    }
}
