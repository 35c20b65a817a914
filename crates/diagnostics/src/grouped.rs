/// A number as people write it: `2,147,483,648`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_by_threes() {
        let all = [0, 999, 1000, 600_000, 1 << 31].map(grouped);
        assert_eq!(all, ["0", "999", "1,000", "600,000", "2,147,483,648"]);
        assert_eq!(grouped(u64::MAX), "18,446,744,073,709,551,615");
    }
}
