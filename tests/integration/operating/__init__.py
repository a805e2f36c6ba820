"""What operators do, on real managers: labels, room, the port doctor, repair."""
