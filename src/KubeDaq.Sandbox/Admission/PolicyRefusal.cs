using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>Refuses in the words of a ValidatingAdmissionPolicy: the sandbox answers as a cluster would that compiled it.</summary>
internal static class PolicyRefusal
{
    public static StatusException Refused(this AdmissionRequest request, string policy, string why)
    {
        var message = $"ValidatingAdmissionPolicy '{policy}' with binding '{policy}' denied request: {why}";
        var name = (request.Object ?? request.OldObject)?.Name() ?? request.Request.Name;
        return StatusException.Invalid(new GroupResource("", request.Request.Resource), name, [new Cause("", message, "")]);
    }
}
