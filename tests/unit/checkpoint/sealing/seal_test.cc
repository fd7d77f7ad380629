// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/seal.h"

#include <gtest/gtest.h>

namespace dashflow::checkpoint {
namespace {

TEST(Seal, EverySizeComesBack) {
  const SecretKey key = SecretKey::Random();
  for (const std::size_t size : {0, 1, 15, 16, 17, 64, 65, 1000, 1 << 20}) {
    const std::string bytes(size, 'a');
    std::string sealed;
    Seal(key, "place", bytes, sealed);
    EXPECT_EQ(sealed.size(), size + kSealBytes);
    std::string opened;
    EXPECT_TRUE(Unseal(key, "place", sealed, opened));
    EXPECT_EQ(opened, bytes);
  }
}

TEST(Seal, EveryFlippedBitAndEveryCutIsFound) {
  const SecretKey key = SecretKey::Random();
  std::string sealed;
  Seal(key, "place", "what nobody may read", sealed);
  EXPECT_EQ(sealed.find("nobody"), std::string::npos);
  std::string opened;
  for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
    std::string bad = sealed;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(Unseal(key, "place", bad, opened)) << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(Unseal(key, "place", std::string_view(sealed).substr(0, size), opened)) << size;
  EXPECT_FALSE(Unseal(key, "place", sealed + "x", opened));
  EXPECT_FALSE(Unseal(SecretKey::Random(), "place", sealed, opened));
  EXPECT_FALSE(Unseal(key, "places", sealed, opened));
  EXPECT_TRUE(opened.empty());
}

TEST(Seal, TheSameIsNeverTheSameTwice) {
  const SecretKey key = SecretKey::Random();
  std::string once;
  std::string again;
  Seal(key, "place", "bytes", once);
  Seal(key, "place", "bytes", again);
  EXPECT_NE(once, again);
}

TEST(Seal, NoTwoPlacesAreOne) {
  EXPECT_NE(PlaceOfRecord("ab", "c"), PlaceOfRecord("a", "bc"));
  EXPECT_NE(PlaceOfEntry(1, 2), PlaceOfEntry(2, 1));
  EXPECT_NE(PlaceOfBlob("x"), PlaceOfRecord("", "x"));
}

TEST(SecretKey, IsReadFromItsDigitsAndNothingElse) {
  const std::string digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1F";
  const auto key = SecretKey::FromHex(digits);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->view().substr(0, 3), std::string_view("\0\x01\x02", 3));
  EXPECT_EQ(key->id().size(), SecretKey::kIdBytes);
  EXPECT_EQ(key->id(), SecretKey::FromHex(digits)->id());
  EXPECT_NE(key->id(), SecretKey::Random().id());
  EXPECT_EQ(digits.find(KeyIdText(key->id())), std::string::npos);
  for (const std::string& bad :
       {std::string(), digits.substr(1), digits + "0", digits.substr(2) + "zz",
        digits.substr(2) + " 1", std::string(64, ':')})
    EXPECT_FALSE(SecretKey::FromHex(bad)) << bad;
}

TEST(SecretKey, DerivesOthersThatDiffer) {
  const SecretKey key = SecretKey::Random();
  EXPECT_EQ(key.Derive(1).view(), key.Derive(1).view());
  EXPECT_NE(key.Derive(1).view(), key.Derive(2).view());
  EXPECT_NE(key.Derive(1).view(), key.view());
}

}  // namespace
}  // namespace dashflow::checkpoint
