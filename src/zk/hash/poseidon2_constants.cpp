// Constants of the Poseidon2 instance, as published (vectors/poseidon2_bls12_381_t4.json, whose
// test compares them). Numbers are big-endian hexadecimal. Spec: §3.3.
#include "zk/hash/poseidon2.hpp"

namespace tacit::zk {
namespace {

// clang-format off
constexpr std::uint64_t kExternalMatrix[kPoseidonWidth][kPoseidonWidth] = {
    {5, 7, 1, 3}, {4, 6, 1, 1}, {1, 3, 5, 7}, {1, 1, 4, 6}};

// The internal matrix is this diagonal added to the matrix of ones.
constexpr const char* kInternalDiagonal[kPoseidonWidth] = {
    "07564ad691bf01c8601d68757a561d224f00f313ada673ab83e6255fb4fd5b3d",
    "6184e3be38549f7c0850cd069b32f6decbfde312dd4b8c18349b1b3776a6eaa4",
    "419289088178ad742be6f78425c0156b6546a18fd338f0169937dea46cfb64d2",
    "3244cdec173b71a4659e2529b499362dac10cb2fd17562860c8bb9d0fd45b787",
};

constexpr const char* kFullRoundConstants[kPoseidonFullRounds][kPoseidonWidth] = {
    {"1a3bdcbfc11dabfb6ed0dd5f5a9b38191488bce9eecd811c10f9378b32db8c61",
     "52b733e857912fdd2248dc9638dd79b1ce18b285b27792238b44c2b23c0f5d5f",
     "47d6df02d73e6c78ced550ec8df1a459ac41f318d8b904a37652b581b2b766b8",
     "11ec284726dddcf3cbb2b81862c9cd95e9de81ce0317302e1ef432d59b913388"},
    {"19e21d749905904f3e10cd57f7817c2564c06ec1b1e229def2129e79a7a77738",
     "6eeecf4c83e1ec164217f3c00956d83c3bd845bee2d86b263cf3bf89a345e5e1",
     "10d5808ab47295f7a950dc72f968398b9c67426a217811b9bd7e97f2a261992f",
     "25d334fbadcbfd26449c4ce1472f961f7d401a3ddf40a70af5c10ac9176d151b"},
    {"3ef8a46ec07ee551ecba60b1601cbf6e3664418331a254729b7c6a5c3d13a6c6",
     "30d373e298c09d2a6efe661d708fcfa6163dc61ae1eb103d98cf88c63e482125",
     "18769839949b2dda9ef3f111acd86e10250ffad4c4c4263ea970e4f4726cfad7",
     "2c941286d1534ff3be3a66f9dd59833e65b1fa67db23511f7b4b2ae3b3d66bc9"},
    {"08b6d9c90b4139ea70497ac8a22b30fb9b76b8ceabf70449d282b57d98c60ddd",
     "3a8a2dd917222a71ca678b5c0a803a43c62de2f2c9fe37931b5b2a017fe64638",
     "2dc17308abd0e731b3cffafd296cc3e6e2403dc563baa1c797a68da9754dd207",
     "1d04e542f54431c23f9d1812392a0c87203144e343c459d3ee640b04e203be6c"},
    {"6af270d408f492402b7271432b6c443abbd1f0e220888d73f47498d59044d7cc",
     "3d5b5310e7b6be63be8f12594ecd68108f4b3f6266683b13178d0c80d8530c2f",
     "5f69d748d06e22916088bd21fb472334ddbe5223ff494b6c0dcdf62db69d43ac",
     "6c1fd7dbb3298da86dfe5d0435b26e0a91fe6ad6aa25b9407d5da544e6b9cd27"},
    {"37172dd49bf14ebca52e1c31b60f31de8213644e330bcf2cc59684606e62537d",
     "509cf829b68e58861c3d6bce6046ac1b6e9c065378fe9556348c0c1814808e20",
     "529d5dd132f5cb4b71994ae6b330b7944f0fd8ba319582d2414b9b10768b7448",
     "5d251391abee228833dbd24be99d163ba9f8c92a2cf73a4e1f8a87e9c4ca97ba"},
    {"1abe1d77226f2eff6f1a6bfc6c8d9e00dde1da9d67858e6984e53bc2aceba535",
     "4ca74ba72baea6d84fa8f2a05e387a1c41a5a1b2f1a479fb11bbf9d5e09bd01a",
     "232bfa6a3120224814967315ebf3d8c88b2eb0ea8c20c79ce854f90aec7a9b91",
     "109f5bd722c8cf28ab6a3852970bcb665f398a8dc9d331958dc291d49a1ba9b4"},
    {"4a181a5de6c79a05c02533350ab51deee24b8f5b9154c5cf09ba5e25862ae176",
     "6e063b99c16028df94b1eb719164ae8c8336894791516ca2c37c5a1a394bb0d7",
     "6bbd2d3a643d301d25a8cf156542165abee3039068fecf501e9d39f313ca2a87",
     "04690fe1be7c7b8c10c81e63f5e508fe93853c61f0435f81eabc9997fa3b99f3"},
};

constexpr const char* kPartialRoundConstants[kPoseidonPartialRounds] = {
    "500760e2ef6bf463fdecbf7b47f4adaa8214c797e59359439d63169e1cdb9dfb",
    "61f36faac1c12d756dcc3b5491f2b22565409a4e952b8f8e726ee126c0e1c0e6",
    "49e72db524a48243849fea068e58d0c078b0c738cd482a2e2160602657456ccb",
    "4a74677fff94821e97b20b86063c36d35c6a2908c0a19a9f130edde9c8ceb6b5",
    "62d27fd5080b44a436e13066ce1c80ddef2af086c2a4806bd99fa02de9726ded",
    "15a26c92fc51dd285a61c2c1379f6731377aeb29c62696aa6a9c109c2991f200",
    "1db900a5e9b2685be9f8f02498123ac71bd7bfa40b6853ab527a8d2512b9aefb",
    "6ff755d237742498e0b78829cd8358bdb831e96fef08eb192b7e334123080afa",
    "1595447e5b94a64c8b3681f57068e19ee3696440ef785e35123886311f48cd1e",
    "2b0eabc08eef3abae3304cbb2efc67e7b437bd96b6f7d175daed6da5a2144e8b",
    "3a345ee8e715f3226e52838652219202efb4e6d4f057f904d69d3fbd781e39f5",
    "49eb2a07b5da81b57b7aa4fab19e691f9a684baef4cfb5afb6f46d23cbf1a9cd",
    "3051663ef7de7674506f2c873409725363849564815b8bd291f00b9c60b4daf0",
    "041a632a7bc167f67ca9c3825021a05b13f81f814ee101d37716e12efec3121f",
    "6a5ae006b70bfebc1a485eed2c078654dc0f10514e8c739ca2a7019f42444ce5",
    "0f3dba730b64dda2bc2eaa50ede0fcaa86a37c74c3a17be97a9d969fca21fb37",
    "6d6c02004f2a4cbb965f9e73799041fafb49f61aee66232f45ae09972af08e86",
    "60391f436a32fdb0eeba8578313579c04c48c126f4eb6a0c49e249ff1c1fbf4a",
    "570a30710a42539d4440ce9a2cc7d9ac102409a188960d0fbd249fc4352bf3e5",
    "35cb6ce55352599332471ad8be46ddc0cf598e0e36b8a8fa5fae6f26277b318e",
    "48a8116b254b171052251f353c93ca3816734e4e0baeea10b4269bbab9a2be55",
    "126258211a4bb2035121c7ca129eae719d4ddfefa99921a8befb7a160e0f845f",
    "5bf6985473bc5500f140844f5b66cea85815772cce03596eda60e6c7dcb4ebbd",
    "5af46d3dd02261d893c418582188d328a8a84ff8f6ac6c1997d3aaadf64220d9",
    "5e3c84925609016da58df82c1f2b51590e3b91e5502dca2eba13d8354916ddbe",
    "410e6fb4390379a8b726cfb22a9eaab7232bc4b60eaddb629a4aacfc7dcdbfcf",
    "2ca5debb9de1c4bbfa0204543dd9757241611cd28b5eac2d7f37baa293fa2618",
    "4a1554023154a99b4572572ccd5d89fa8745c117a2a85e5786ef6ef39410d611",
    "2ca75fb22881b238b6c96da6b908f922da8b54f909237051775c64fec8d5920c",
    "546ea8ad3dffe14c4c96e4d6d8c43c644212fb663486165b34cb26ddd717f341",
    "6b168ee87f2c532efdb378116dfe462f632a18eccf1e9bcfc740d35e535b2735",
    "4cf917a780b850292f44502b80865d3664d75213f89e8ae5861dbcb52aa95e76",
    "02e8dfe9046d8b951532466bdf1b62571b85e551b34c8bbfb1ccd3216271b73d",
    "4a34d2abd01f09f743cc56a3f87febd60ae5d88e224918d840656da973d9252e",
    "0a3fad26c6318d471fa376fbaf02d341e41e687db6f3da88266de21c7157e940",
    "131c9df7176eadb9af3a14f0f53a9b87196ef60bbb89b3630142ff8d9d69137b",
    "5753682a8120106b42241c86deee879263d81fe8e3423e01f567316d9524647e",
    "5ed9725af6a91090027acfc12100733a9dea89771048aa2dfe40daea9546645b",
    "2c7b7a87f31ebd2464be9f211d41719b453939d53ff7be07a2cc21741d48b467",
    "118159eb07353fef60e9733077cc82f92a6e2bd361c88d8122e9a292217757e0",
    "5b4626e787d4a4b00ba4693fd7900ecaa19624be9f2fee6b9c3b538d4f896b8a",
    "18cad22ae06bb0e8d043f7928477219e4d38ac544ce81c4c685267089e4c7003",
    "0511149594758e789b440ce534b52b6c508ae1881669d1fa4a7e551ef84e4dc4",
    "428b8532efa194a7f5cbf4c296786346ddfcfe8f2bab26f25321f5d984dfc307",
    "00fd035cc129e91eac66d841e2864989d1ff4853662166143535603bf9460621",
    "2c167565114475412c76f0df1961eaca9deb17622c9fb6f5ac8a89a29f42df69",
    "10cac3ff02125419ac84ff80295589d1124a1e65a94e8d9b63a411317c7f5728",
    "7213c2f17aec536d0a5196e877d1626a63d7db5b4e3bd77327eb3617b932aee7",
    "1b86ee2e45fbcd59fa43edee6630dda5cb3b894eb4701eff5fd53967abad2666",
    "0b941850091bd16875f408f183fb93d250c538e5ee1e8979e960b5b499b2f070",
    "031f75d53bdd5ac603c252925148a74fa5f3bf5d9ffabe64c6e932be904204ec",
    "55296a48dd399c65798cdbda11e89f26f998f2d33cf328e87a1c364e05be492b",
    "191175ec337e64a48785a083559176168bcea3db2822630c48f1d497d03e1e35",
    "33200b518e6b1a1e96ba214cad18929e7f5b4e3336e522c5fa1febf69c0818c6",
    "2f989e24f97dc06c075bb53404e3eaaae32a1b6d89d9e09acdeee65712aa4216",
    "0de4b77163f1572bbaa325f48bde7a429b6b0f803ade45a0e72cd2bdbd84680c",
};
// clang-format on

PoseidonParameters make_parameters() {
    PoseidonParameters out;
    for (std::size_t i = 0; i < kPoseidonWidth; ++i)
        for (std::size_t j = 0; j < kPoseidonWidth; ++j) {
            out.external_matrix[i][j] = Fr(kExternalMatrix[i][j]);
            out.internal_matrix[i][j] = Fr::one();
            if (i == j) out.internal_matrix[i][j] += Fr::from_hex_constant(kInternalDiagonal[i]);
        }
    for (std::size_t r = 0; r < kPoseidonFullRounds; ++r) {
        const std::size_t round = r < kPoseidonHalfFullRounds ? r : r + kPoseidonPartialRounds;
        for (std::size_t i = 0; i < kPoseidonWidth; ++i)
            out.round_constants[round][i] = Fr::from_hex_constant(kFullRoundConstants[r][i]);
    }
    for (std::size_t r = 0; r < kPoseidonPartialRounds; ++r)
        out.round_constants[kPoseidonHalfFullRounds + r][0] =
            Fr::from_hex_constant(kPartialRoundConstants[r]);
    return out;
}

}  // namespace

const PoseidonParameters& poseidon_parameters() {
    static const PoseidonParameters kParameters = make_parameters();
    return kParameters;
}

}  // namespace tacit::zk
