using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Admission;

/// <summary>Several looks at a write, one after the other; the first refusal counts.</summary>
internal sealed class AdmissionChain(params IReadOnlyList<IAdmission> links) : IAdmission
{
    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        foreach (var link in links)
            link.Admit(request);
    }
}
