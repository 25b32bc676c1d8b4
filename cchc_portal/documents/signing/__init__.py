"""Digital signatures on finished papers, behind one small interface; no database and no pages (Nghị định 30/2020/NĐ-CP, Điều 5, 32; Phụ lục I).

`acts` prepares (person, agency, separate appendix), a `Signer` of `answers` signs the digest now or later, `deferred.finish` puts the
answer in; `outside` takes back what somebody signed elsewhere; `keyring` opens keys by the operator's names. Heavy to import: by those who sign.
"""
