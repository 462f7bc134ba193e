#!/usr/bin/env python3
"""Keys, notes, tree and transactions in plain Python, independent of the C++.

Usage: tools/model/shielded.py [FOLDER]
Writes keys.json, notes.json and tx.json into FOLDER (default: vectors/). Follows spec/05 to
spec/08 section by section.
"""
import json
import pathlib
import sys

from primitives import *

ORIGIN = "tools/model/shielded.py: plain Python from the specification, no code shared with src/"


def fr_wide(data):
    return le(data) % R


def shake(label, size):
    """Made-up bytes for inputs."""
    return hashlib.shake_256(b"tacit vectors " + label.encode()).digest(size)


def point(scalar, base):
    return ristretto_mul(scalar % RISTRETTO_ORDER, base)


# ------------------------------------------------------------------ keys (spec/05)
def account_key(seed, coin_type, account):
    both = blake("Tacit_AccountKey", b"\0", seed)
    for index in (32, coin_type, account):
        key, chain_code = both[:32], both[32:]
        both = blake("Tacit_AccountKey", b"\1", chain_code, key, u32(index + 2**31))
    return both[:32]


def expand(key, label):
    return blake("Tacit_ExpandKey", key, u8(label))


def owner_tag(root, diversifier):
    return compress(root, le(diversifier), 0, tag("owner"))


def diversified_base(diversifier):
    return ristretto_from_uniform(blake("Tacit_DiversBase", diversifier))


class Account:
    def __init__(self, seed, network, number):
        self.key = account_key(seed, 0x74616369 if network == "main" else 1, number)
        self.ask = le(expand(self.key, 0)) % JUBJUB_ORDER
        self.nk = fr_wide(expand(self.key, 1))
        self.ivk = le(expand(self.key, 2)) % RISTRETTO_ORDER
        self.ovk = expand(self.key, 3)[:32]
        self.dk = expand(self.key, 4)[:32]
        self.ak = jubjub_mul(self.ask, JUBJUB_BASE)
        self.rule = poseidon_hash("rule", [0, 0])
        self.root = compress(self.ak[0], self.nk, self.rule, tag("ownroot"))

    def diversifier(self, index):
        return blake("Tacit_Diversify", u64(index), size=32, key=self.dk)[:12]

    def address(self, index):
        d = self.diversifier(index)
        pk = ristretto_encode(point(self.ivk, diversified_base(d)))
        return d, owner_tag(self.root, d), pk


def address_payload(address):
    d, owner, pk = address
    return d + b32(owner) + pk


def keys_vector(seed_label, network, number):
    seed = shake(seed_label, 64)
    account = Account(seed, network, number)
    suffix = "" if network == "main" else "test"
    addresses = []
    for index in (0, 1, 2**40 + 5):
        d, owner, pk = address = account.address(index)
        addresses.append({
            "index": index, "diversifier": d.hex(), "owner": b32(owner).hex(), "pk": pk.hex(),
            "text": bech32m("tac" + suffix, u8(1) + address_payload(address)),
        })
    ivk_payload = b32(account.ivk) + b32(account.root) + account.dk
    fvk_payload = (jubjub_encode(account.ak) + b32(account.nk) + b32(account.ivk) + account.ovk
                   + account.dk)
    return {
        "seed": seed.hex(), "network": network, "account": number,
        "account_key": account.key.hex(), "ask": b32(account.ask).hex(),
        "ak": jubjub_encode(account.ak).hex(), "nk": b32(account.nk).hex(),
        "ivk": b32(account.ivk).hex(), "ovk": account.ovk.hex(), "dk": account.dk.hex(),
        "rule": b32(account.rule).hex(), "owner_root": b32(account.root).hex(),
        "addresses": addresses,
        "incoming_viewing_key": bech32m("tacivk" + suffix, u8(1) + ivk_payload),
        "full_viewing_key": bech32m("tacfvk" + suffix, u8(1) + fvk_payload),
    }


# ------------------------------------------------------------------ notes (spec/06)
NOTE_OFFSET = tag("note") << 128


def asset_token(issuer, symbol, decimals):
    name = symbol.encode()
    return fr_wide(blake("Tacit_AssetToken", issuer, u32(len(name)), name, u8(decimals)))


def asset_id(opening):
    return poseidon_hash("asset", list(opening))


def commitment(inner, asset, rho, value):
    return compress(inner, asset, rho, value + NOTE_OFFSET)


def nullifier(nk, rho, cm):
    return poseidon_hash("nullif", [nk, rho, cm])


def rho_base(nullifiers):
    return fr_wide(blake("Tacit_RhoBase", *map(b32, nullifiers)))


def mint_rho(chain, kind, source, sequence, index):
    return fr_wide(blake("Tacit_RhoMint", chain, u8(kind), source, u64(sequence), u32(index)))


def from_seed(label, seed, rho):
    return blake("Tacit_NoteSeed", u8(label), seed, b32(rho))


def kdf(label, shared, epk, cm):
    return blake("Tacit_NoteKdf", u8(label), shared, epk, b32(cm), size=32)


def memo_bytes(reference, end_to_end_id, text):
    end_to_end_id, text = end_to_end_id.encode(), text.encode()
    if not any(reference) and not end_to_end_id and not text:
        return bytes(224)
    body = b"\1" + reference + u8(len(end_to_end_id)) + end_to_end_id + u8(len(text)) + text
    assert len(body) <= 224
    return body + bytes(224 - len(body))


def encrypt(address, shared_point, opening, value, seed, memo, rho, ovk):
    """shared_point: esk -> the encoded shared point, from the payee's pk."""
    d, owner, pk = address
    rcm = fr_wide(from_seed(0, seed, rho))
    esk = le(from_seed(1, seed, rho)) % RISTRETTO_ORDER
    inner = poseidon_hash("inner", [owner, rcm])
    cm = commitment(inner, asset_id(opening), rho, value)
    epk = ristretto_encode(point(esk, diversified_base(d)))
    shared = shared_point(esk)
    token, policy_id, parameters = opening
    plain = (u8(1) + d + b32(token) + u32(policy_id) + b32(parameters) + u128(value) + seed + memo)
    assert len(plain) == 353
    note = seal(kdf(0, shared, epk, cm), b32(cm), plain)
    out_key = blake("Tacit_OutKdf", ovk, epk, b32(cm), size=32)
    outgoing = seal(out_key, b32(cm), b32(esk) + pk + b32(owner))
    return {"rcm": rcm, "esk": esk, "inner": inner, "cm": cm,
            "ciphertext": epk + kdf(1, shared, epk, cm)[:2] + note + outgoing}


def encrypt_to(account, index, *rest):
    address = account.address(index)
    base = diversified_base(address[0])
    return encrypt(address, lambda esk: ristretto_encode(point(esk * account.ivk, base)), *rest)


def notes_vector(number):
    payer = Account(shake("payer", 64), "test", 0)
    payee = Account(shake("payee", 64), "test", number)
    issuer, symbol, decimals = shake(f"issuer {number}", 32), ["TAC", "EURX", "Ü"][number], number
    policy = [(0, 0), (0, 0), (7, fr_wide(shake("policy", 64)))][number]
    opening = (asset_token(issuer, symbol, decimals), *policy)
    value = [0, 123456789, 2**128 - 1][number]
    memo = [("", "", ""), ("invoice", "E2E-0815", "Miete Mai, danke schön"),
            ("ref", "x" * 35, "y" * 170)][number]
    reference = shake(memo[0], 16) if memo[0] else bytes(16)
    memo = memo_bytes(reference, memo[1], memo[2])
    seed, rho = shake(f"seed {number}", 32), fr_wide(shake(f"rho {number}", 64))
    made = encrypt_to(payee, number, opening, value, seed, memo, rho, payer.ovk)
    return {
        "payer_seed": shake("payer", 64).hex(), "payee_seed": shake("payee", 64).hex(),
        "payee_account": number, "payee_address_index": number,
        "issuer": issuer.hex(), "symbol": symbol, "decimals": decimals,
        "token": b32(opening[0]).hex(), "policy_id": opening[1],
        "policy_parameters": b32(opening[2]).hex(), "asset": b32(asset_id(opening)).hex(),
        "value": str(value), "seed": seed.hex(), "memo": memo.hex(), "rho": b32(rho).hex(),
        "rcm": b32(made["rcm"]).hex(), "esk": b32(made["esk"]).hex(),
        "inner": b32(made["inner"]).hex(), "cm": b32(made["cm"]).hex(),
        "nullifier": b32(nullifier(payee.nk, rho, made["cm"])).hex(),
        "ciphertext": made["ciphertext"].hex(),
    }


def rho_vectors():
    nullifiers = [fr_wide(shake(f"nullifier {j}", 64)) for j in range(3)]
    chain, asset = shake("chain", 32), fr_wide(shake("asset", 64))
    base = rho_base(nullifiers)
    return {
        "nullifiers": [b32(n).hex() for n in nullifiers], "rho_base": b32(base).hex(),
        "output_rhos": [b32((base + j) % R).hex() for j in range(3)],
        "chain": chain.hex(), "asset": b32(asset).hex(),
        "genesis": [b32(mint_rho(bytes(32), 0, bytes(32), 0, i)).hex() for i in (0, 1, 70000)],
        "genesis_indices": [0, 1, 70000],
        "issue": b32(mint_rho(chain, 1, b32(asset), 9, 0)).hex(), "issue_sequence": 9,
    }


# ------------------------------------------------------------------ tree (spec/07)
def empty_roots():
    roots = [0]
    for _ in range(20):
        roots.append(compress(*[roots[-1]] * 4))
    return roots


def tree_root(leaves):
    empty, level = empty_roots(), list(leaves)
    for height in range(20):
        level += [empty[height]] * (-len(level) % 4)
        level = [compress(*level[i : i + 4]) for i in range(0, len(level), 4)]
        level = level or [empty[height + 1]]
    return level[0]


def tree_vectors():
    leaves = [fr_wide(shake(f"leaf {i}", 64)) for i in range(23)]
    return {
        "empty": [b32(x).hex() for x in empty_roots()],
        "leaves": [b32(x).hex() for x in leaves],
        "roots": {str(n): b32(tree_root(leaves[:n])).hex() for n in (0, 1, 3, 4, 5, 16, 17, 23)},
    }


# ------------------------------------------------------------------ transactions (spec/08)
def transfer_vector():
    account = Account(shake("payee", 64), "test", 0)
    asset = (asset_token(shake("issuer 0", 32), "TAC", 0), 0, 0)
    nullifiers = [fr_wide(shake(f"tx nullifier {j}", 64)) for j in range(3)]
    base = rho_base(nullifiers)
    rk = jubjub_mul(le(shake("rk", 64)) % JUBJUB_ORDER, JUBJUB_BASE)
    anchor, fee, redeemed = fr_wide(shake("anchor", 64)), 12, 2**100 + 3
    outputs, cms = b"", []
    for j in range(3):
        made = encrypt_to(account, j, asset, 10 + j, shake(f"tx seed {j}", 32), bytes(224),
                          (base + j) % R, account.ovk)
        outputs += b32(made["cm"]) + made["ciphertext"]
        cms.append(made["cm"])
    effecting = (u8(1) + u8(1) + u64(4000) + b32(anchor) + b"".join(map(b32, nullifiers))
                 + jubjub_encode(rk) + u32(0) + u32(0) + u8(0) + u128(redeemed)
                 + b32(asset_id(asset)) + u128(fee) + b32(asset_id(asset)) + outputs)
    assert len(effecting) == 1916
    whole = effecting + shake("proof", 1920) + shake("signature", 64)
    assert len(whole) == 3900
    chain = shake("chain", 32)
    inputs = [anchor, *nullifiers, *cms, base, *rk, 0, 0, redeemed, asset_id(asset), fee,
              asset_id(asset)]
    return {
        "chain": chain.hex(), "bytes": whole.hex(),
        "txid": blake("Tacit_TxId", chain, effecting, size=32).hex(),
        "witness_id": blake("Tacit_WitnessId", whole, size=32).hex(),
        "digest": blake("Tacit_TxDigest", chain, effecting).hex(),
        "public_inputs": [b32(x % R).hex() for x in inputs],
    }


def issue_vector():
    account = Account(shake("payee", 64), "test", 1)
    asset = (asset_token(shake("issuer 1", 32), "EURX", 2), 0, 0)
    chain, sequence, value = shake("chain", 32), 77, 5 * 10**20
    rho = mint_rho(chain, 1, b32(asset_id(asset)), sequence, 0)
    made = encrypt_to(account, 3, asset, value, shake("issue seed", 32), bytes(224), rho,
                      account.ovk)
    effecting = (u8(2) + u8(1) + u64(5000) + b32(asset_id(asset)) + u64(sequence) + u128(value)
                 + b32(made["inner"]) + made["ciphertext"])
    assert len(effecting) == 613
    whole = effecting + shake("issuer signature", 64)
    assert len(whole) == 677
    return {
        "chain": chain.hex(), "bytes": whole.hex(), "cm": b32(made["cm"]).hex(),
        "rho": b32(rho).hex(),
        "txid": blake("Tacit_TxId", chain, effecting, size=32).hex(),
        "witness_id": blake("Tacit_WitnessId", whole, size=32).hex(),
        "digest": blake("Tacit_IssueSig", chain, effecting).hex(),
    }


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else VECTORS
    assert "%064x" % permute([0, 1, 2, 3])[0] == _known_answer()
    write = lambda name, data: (folder / name).write_text(
        json.dumps({"origin": ORIGIN, **data}, indent=1, ensure_ascii=False) + "\n")
    accounts = [("alice", "main", 0), ("alice", "main", 1), ("alice", "test", 0),
                ("bob", "test", 2**31 - 1)]
    write("keys.json", {"accounts": [keys_vector(*account) for account in accounts]})
    write("notes.json", {"notes": [notes_vector(i) for i in range(3)], "rho": rho_vectors(),
                         "tree": tree_vectors()})
    genesis = bytes.fromhex("00ff10")
    write("tx.json", {"genesis": genesis.hex(),
                      "chain_id": blake("Tacit_ChainId", genesis, size=32).hex(),
                      "transfer": transfer_vector(), "issue": issue_vector()})


def _known_answer():
    known = json.loads((VECTORS / "poseidon2_bls12_381_t4.json").read_text())["permutation"]
    known = known[0] if isinstance(known, list) else known
    return next(v for k, v in known.items() if k.startswith("out"))[0].removeprefix("0x")


if __name__ == "__main__":
    main()
