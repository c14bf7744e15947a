import { Link, type LinkProps } from 'react-router-dom';
import { buttonStyles, type ButtonSize, type ButtonVariant } from './button-styles';

interface LinkButtonProps extends LinkProps {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A link that looks like a button: it goes somewhere, so it is an `<a>`. */
export function LinkButton({ variant = 'primary', size = 'md', className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={buttonStyles(variant, size, className)} />;
}
