"""How a paper is mended, in the words of the desk: what stands in the request unless the official says it better."""

from __future__ import annotations

from apps.core.folding import fold
from apps.dossiers.domain.asking import Defect

BEFORE_RECEPTION_SENTENCE = "Hồ sơ chưa được tiếp nhận; thời hạn giải quyết bắt đầu khi hồ sơ đủ và được nhận."

FIXES: dict[Defect, str] = {
    Defect.BLURRED: "Chụp lại {paper} ở chỗ sáng: đặt giấy phẳng, chụp thẳng từ trên xuống, thấy đủ bốn góc và đọc "
    "được từng chữ.",
    Defect.PAGES_MISSING: "Gửi đủ mọi trang của {paper}, cả mặt sau, theo đúng thứ tự.",
    Defect.EXPIRED: "Bản đã gửi hết hạn. Gửi {paper} còn hạn; nếu phải xin cấp lại thì nhắn cho chúng tôi biết.",
    Defect.WRONG_PERSON: "Bản đã gửi là của người khác. Gửi {paper} của đúng người ghi trong hồ sơ.",
    Defect.WRONG_KIND: "Tệp đã gửi là giấy khác. Gửi đúng {paper}.",
    Defect.UNSIGNED: "Bổ sung chữ ký hoặc con dấu còn thiếu trên {paper}, rồi chụp lại cả trang.",
    Defect.ALTERED: "Gửi {paper} không tẩy xoá, không viết đè. Đã lỡ sửa thì khai tờ mới hoặc xin cấp lại.",
    Defect.ABSENT: "Gửi thêm {paper}; trong hồ sơ chưa có giấy này.",
}

# Where a kind of paper has a way of its own: a word of its name, folded.
OWN_FIXES: dict[tuple[str, Defect], str] = {
    ("can cuoc", Defect.BLURRED): "Chụp lại cả hai mặt thẻ căn cước, mỗi mặt một ảnh, tắt đèn nháy để thẻ không loá.",
    ("can cuoc", Defect.PAGES_MISSING): "Gửi thêm mặt còn lại của thẻ căn cước.",
    ("to khai", Defect.UNSIGNED): "Ký và ghi rõ họ tên ở cuối tờ khai, rồi chụp lại trang có chữ ký.",
    ("to khai", Defect.ALTERED): "Khai lại tờ khai trên mạng hoặc in tờ mới; không viết đè lên chỗ đã ghi.",
    ("uy quyen", Defect.UNSIGNED): "Giấy ủy quyền cần chữ ký của cả hai bên và xác nhận của nơi chứng thực.",
    ("uy quyen", Defect.EXPIRED): "Giấy ủy quyền đã hết hạn; làm giấy mới rồi gửi lại.",
    ("anh chan dung", Defect.BLURRED): "Gửi ảnh chân dung mới, nền sáng, nhìn thẳng, không đeo kính màu.",
    ("chung sinh", Defect.ABSENT): "Gửi giấy chứng sinh do nơi sinh cấp. Không có thì gửi văn bản của người làm chứng.",
}
LONGEST_NAME = 80


def default_fix(*, defect: Defect, paper: str) -> str:
    """The sentence for this reason and this paper; empty for a reason that only its official can explain."""
    folded = fold(paper)
    own = next((words for (key, one), words in OWN_FIXES.items() if one is defect and key in folded), "")
    return own or FIXES.get(defect, "").format(paper=_inside(paper))


def bring(paper: str) -> str:
    """What somebody at the counter is told of a paper they did not bring."""
    return f"Mang {_inside(paper)} đến quầy; hồ sơ chưa có giấy này."


def _inside(paper: str) -> str:
    """The name of a paper as it stands inside a sentence."""
    if len(paper) > LONGEST_NAME:
        return "giấy này"
    return paper if paper[1:2].isupper() else paper[:1].lower() + paper[1:]
